/** Several parts of `npm run check` use the packed package as users install it: packs it once, into the folder that PACKED names. */
import { packAll } from './support/packed.js'

const PACKAGES = ['cloudflare', 'markdown', 'redis', 'shared', 'simulator'].map((name) => `@notion-fp/${name}`)

const { PACKED } = process.env
if (PACKED === undefined) throw new Error('PACKED names no folder to pack into.')
packAll(PACKED, ['notion-fp', ...PACKAGES])
