import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ServerSentEvent, sseParser } from '../../../src/ops/sessions/sse.js'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What comes of a stream that is cut before each of the given places. */
const cut = (stream: Uint8Array, places: ReadonlyArray<number>): ReadonlyArray<ServerSentEvent> => {
  const parser = sseParser()
  const borders = [0, ...[...places].sort((a, b) => a - b), stream.length]
  const pieces = borders.slice(1).map((border, index) => stream.subarray(borders[index], border))
  return [...pieces.flatMap(parser.push), ...parser.end()]
}

const parse = (text: string): ReadonlyArray<ServerSentEvent> => sseParser().push(bytes(text))

test('default: an event is its fields, up to an empty line', () => {
  expect(parse('event: greeting\ndata: hello\nid: 7\n\ndata: bye\n\n')).toEqual([
    { event: 'greeting', data: 'hello', id: '7' },
    { event: 'message', data: 'bye', id: '7' },
  ])
})

test.each([
  ['a line feed', '\n'],
  ['a carriage return', '\r'],
  ['both', '\r\n'],
])('default: %s ends a line', (_name, end) => {
  const stream = bytes(['event: a', 'data: 1', 'data: 2', '', 'data: 3', '', ''].join(end))
  const events = [
    { event: 'a', data: '1\n2', id: '' },
    { event: 'message', data: '3', id: '' },
  ]
  expect(sseParser().push(stream)).toEqual(events)
  const parser = sseParser()
  expect([...stream].flatMap((byte) => parser.push(Uint8Array.of(byte)))).toEqual(events)
})

test('behavior: the line feed of a break that was cut in two is no empty line', () => {
  const parser = sseParser()
  expect(parser.push(bytes('data: 1\r'))).toEqual([])
  expect(parser.push(bytes(''))).toEqual([])
  expect(parser.push(bytes('\ndata: 2\r\n'))).toEqual([])
  expect(parser.push(bytes('\r'))).toEqual([{ event: 'message', data: '1\n2', id: '' }])
  expect(parser.push(bytes('\n'))).toEqual([])
})

test('behavior: an event ends with its last byte, not with the piece after it', () => {
  const parser = sseParser()
  expect(parser.push(bytes('data: now\r\r'))).toEqual([{ event: 'message', data: 'now', id: '' }])
})

test('behavior: a character that was cut in two is whole', () => {
  const stream = bytes('data: 🧭é\n\n')
  const parser = sseParser()
  expect([...stream].flatMap((byte) => parser.push(Uint8Array.of(byte)))).toEqual([
    { event: 'message', data: '🧭é', id: '' },
  ])
})

test('behavior: a byte order mark at the beginning is no part of it, even one that was cut', () => {
  const stream = bytes('\ufeffdata: 1\n\ndata: \ufeff2\n\n')
  const events = [
    { event: 'message', data: '1', id: '' },
    { event: 'message', data: '\ufeff2', id: '' },
  ]
  expect(sseParser().push(stream)).toEqual(events)
  expect(cut(stream, [1, 2])).toEqual(events)
})

test('behavior: comments and fields that are not known are passed over', () => {
  expect(parse(': a comment\n:\nunknown: field\nno colon at all\ndata: 1\n: another\n\n')).toEqual([
    { event: 'message', data: '1', id: '' },
  ])
})

test('behavior: one space after the colon is no part of the value, and a field may have no value', () => {
  expect(parse('data:no space\n\n')).toMatchObject([{ data: 'no space' }])
  expect(parse('data:  two\n\n')).toMatchObject([{ data: ' two' }])
  expect(parse('data: a: b\n\n')).toMatchObject([{ data: 'a: b' }])
  expect(parse('data\n\n')).toMatchObject([{ data: '' }])
  expect(parse('data\ndata:\n\n')).toMatchObject([{ data: '\n' }])
})

test('behavior: what has no data is no event, and its name is not that of the next', () => {
  expect(parse('event: a\n\ndata: 1\n\n')).toEqual([{ event: 'message', data: '1', id: '' }])
  expect(parse('\n\n\n')).toEqual([])
})

test('behavior: an id stays until another comes; one with a null character is none', () => {
  expect(parse('id: 1\ndata: a\n\nid: 2\0\ndata: b\n\nid\ndata: c\n\n').map(({ id }) => id)).toEqual(['1', '1', ''])
})

test('behavior: retry says how long to wait, in digits alone', () => {
  const parser = sseParser()
  expect(parser.retryMs()).toBeUndefined()
  parser.push(bytes('retry: 1500\nretry: soon\nretry: -1\nretry:\n'))
  expect(parser.retryMs()).toBe(1500)
})

test('behavior: the end of the stream ends the last event', () => {
  const parser = sseParser()
  expect(parser.push(bytes('event: a\ndata: 1'))).toEqual([])
  expect(parser.end()).toEqual([{ event: 'a', data: '1', id: '' }])
  expect(parser.end()).toEqual([])
  const whole = sseParser()
  whole.push(bytes('data: 1\n\n'))
  expect(whole.end()).toEqual([])
})

/** Streams that are full of what is special in them. */
const anyStream = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\r', '\r\n', '\n\n', ':', ' ', 'data:', 'data: ', 'event: ', 'id: ', 'retry: ', '\ufeff'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => bytes(parts.join('')))

test('behavior: the events are the same however the bytes are cut', () => {
  fc.assert(
    fc.property(anyStream, fc.array(fc.nat({ max: 200 }), { maxLength: 12 }), (stream, places) => {
      expect(
        cut(
          stream,
          places.map((place) => Math.min(place, stream.length)),
        ),
      ).toEqual(cut(stream, []))
    }),
    { numRuns: 500 },
  )
})

test('behavior: what is written as events is read as them', () => {
  const event = fc.record({
    event: fc.string({ minLength: 1 }).filter((text) => !/[\r\n]/.test(text)),
    data: fc.string().map((text) => text.replace(/\r\n?/g, '\n')),
  })
  const written = fc.array(fc.tuple(event, fc.constantFrom('\n', '\r', '\r\n')))
  fc.assert(
    fc.property(written, (events) => {
      const stream = events
        .map(([{ event, data }, end]) =>
          [`event: ${event}`, ...data.split('\n').map((line) => `data: ${line}`), '', ''].join(end),
        )
        .join('')
      expect(parse(stream)).toEqual(events.map(([one]) => ({ ...one, id: '' })))
    }),
  )
})

test('behavior: no bytes throw', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), (pieces) => {
      const parser = sseParser()
      const events = [...pieces.flatMap(parser.push), ...parser.end()]
      expect(events.every(({ data, event }) => typeof data === 'string' && event !== '')).toBe(true)
    }),
  )
})
