/** Takes away what earlier builds left. */
import { rmSync } from 'node:fs'

for (const folder of ['build', 'dist', 'compat', 'fp', 'ops', 'props']) rmSync(folder, { recursive: true, force: true })
