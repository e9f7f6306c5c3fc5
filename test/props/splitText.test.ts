import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { textRuns } from '../../src/props/index.js'
import { splitText } from '../../src/props/splitText.js'

afterEach(() => vi.unstubAllGlobals())

const withoutSegmenter = () => vi.stubGlobal('Intl', { ...Intl, Segmenter: undefined })

const FAMILY = '👨‍👩‍👧‍👦'
/** Graphemes of all kinds. */
const GRAPHEMES = [
  FAMILY,
  '😀',
  '👍🏽',
  '🇩🇪',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '❤️‍🔥',
  '1️⃣',
  'e\u0301',
  'a\u0323\u0302',
  '한',
  '\u1112\u1161\u11ab',
  '\r\n',
  ' \u0301',
]
const SPACES = [' ', '\n', '\t', '\u3000', '\u2003']

/** The ends of all pieces except the last. */
const cutsOf = (pieces: ReadonlyArray<string>): ReadonlyArray<number> => {
  const ends: Array<number> = []
  let at = 0
  for (const piece of pieces.slice(0, -1)) {
    at += piece.length
    ends.push(at)
  }
  return ends
}

const startsOf = (graphemes: ReadonlyArray<string>): ReadonlySet<number> => {
  const starts = new Set<number>()
  let at = 0
  for (const grapheme of graphemes) {
    starts.add(at)
    at += grapheme.length
  }
  return starts
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.constantFrom(...GRAPHEMES, ...SPACES, 'a', 'word', '\ud83d', '\ude00', '\u200d', '\u0301', '\u00a0'), {
      maxLength: 60,
    })
    .map((parts) => parts.join('')),
)

test('default: a short text is one piece, and an empty text has no pieces', () => {
  expect(splitText('Hello')).toEqual(['Hello'])
  expect(splitText('a'.repeat(2000))).toEqual(['a'.repeat(2000)])
  expect(splitText('')).toEqual([])
})

test('default: a piece ends between words and is as long as possible', () => {
  expect(splitText('one two three four', 9)).toEqual(['one two ', 'three ', 'four'])
  expect(splitText('one two three', 7)).toEqual(['one two', ' three'])
  const text = 'lorem ipsum dolor '.repeat(1000)
  for (const piece of splitText(text).slice(0, -1)) {
    expect(piece).toMatch(/ $/)
    expect(piece.length).toBeGreaterThan(1990)
  }
})

test.each(SPACES)('behavior: %j separates words', (space) => {
  expect(splitText(`word${space}word`, 6)).toEqual([`word${space}`, 'word'])
})

test.each(['\u00a0', '\u202f', '\u2007', '\ufeff'])('behavior: %j does not separate words', (space) => {
  expect(splitText(`ab${space}cdefg`, 4)).toEqual([`ab${space}c`, 'defg'])
})

test('behavior: a word that fills more than half a piece is split', () => {
  expect(splitText('a bcdefghijklmn', 10)).toEqual(['a bcdefghi', 'jklmn'])
  expect(splitText('x'.repeat(5000)).map(({ length }) => length)).toEqual([2000, 2000, 1000])
})

for (const [platform, prepare] of [
  ['with a segmenter', () => undefined],
  ['without a segmenter', withoutSegmenter],
] as const) {
  test.each(GRAPHEMES)(`behavior: ${platform} %j is not split, at any position`, (grapheme) => {
    prepare()
    for (let before = 0; before < 12; before++) {
      const graphemes = [...'x'.repeat(before), ...Array<string>(10).fill(grapheme)]
      const starts = startsOf(graphemes)
      const pieces = splitText(graphemes.join(''), 16)
      expect(pieces.join('')).toBe(graphemes.join(''))
      for (const cut of cutsOf(pieces)) expect(starts).toContain(cut)
    }
  })

  test(`behavior: ${platform} the pieces join to the text, none is empty or too long, and no surrogate pair is split`, () => {
    prepare()
    const loneSurrogates = (text: string): number => (text.match(/\p{Surrogate}/gu) ?? []).length
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 40 }), (text, limit) => {
        const pieces = splitText(text, limit)
        expect(pieces.join('')).toBe(text)
        for (const { length } of pieces) expect(length > 0 && length <= limit).toBe(true)
        const lone = pieces.map(loneSurrogates).reduce((sum, one) => sum + one, 0)
        expect(lone).toBe(loneSurrogates(text))
      }),
    )
  })

  test(`behavior: ${platform} a single grapheme that is longer than a piece is split between code points, in linear time`, () => {
    prepare()
    const zalgo = `${'Z'}${'\u0301'.repeat(100_000)}`
    expect(splitText(zalgo).join('')).toBe(zalgo)
    const joined = '👨\u200d'.repeat(50_000)
    const pieces = splitText(joined)
    expect(pieces.join('')).toBe(joined)
    for (const piece of pieces) expect(piece).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/)
  })
}

test('behavior: splits are grapheme boundaries of the whole text, if no grapheme is longer than a piece', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const graphemes = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
      fc.pre(graphemes.every(({ length }) => length <= 30))
      const starts = startsOf(graphemes)
      for (const cut of cutsOf(splitText(text, 30))) expect(starts).toContain(cut)
    }),
  )
})

test.each([
  ['words', 'lorem ipsum dolor '],
  ['letters alone', 'x'],
  ['spaces alone', ' '],
  ['spaces with marks', ' \u0301'],
  ['Chinese', '図書館で本を読む'],
  ['families', FAMILY],
  ['flags', '🇩🇪'],
  ['halves of pairs', '\ud83d'],
])('behavior: a megabyte of %s takes linear time', (_name, part) => {
  const text = part.repeat(1_000_000 / part.length)
  const started = process.cpuUsage()
  const pieces = splitText(text)
  // A hundred times the usual time, and a hundredth of the time of a quadratic algorithm.
  expect(process.cpuUsage(started).user).toBeLessThan(3_000_000)
  expect(pieces.join('')).toBe(text)
})

test('behavior: the segmenter is created only when a split needs it', () => {
  vi.stubGlobal('Intl', {
    ...Intl,
    Segmenter: class {
      constructor() {
        throw new Error('a segmenter was made')
      }
    },
  })
  expect(splitText('short 😀')).toHaveLength(1)
  expect(splitText('plain words\n'.repeat(1000)).length).toBeGreaterThan(1)
})

test('params: limit is rounded down to an integer of at least 2; NaN is the default, and Infinity is no limit', () => {
  expect(splitText('abcd', 2.9)).toEqual(['ab', 'cd'])
  expect(splitText('abcd', 1)).toEqual(['ab', 'cd'])
  expect(splitText('abcd', -1)).toEqual(['ab', 'cd'])
  for (const limit of [Number.NaN, Number.POSITIVE_INFINITY]) expect(splitText('abcd', limit)).toEqual(['abcd'])
})

test('behavior: textRuns splits a text as splitText does', () => {
  const text = `${'x'.repeat(1995)}${FAMILY} and more`
  expect(textRuns(text)).toEqual(splitText(text).map((content) => ({ text: { content } })))
  expect(textRuns(text)[0]).toEqual({ text: { content: 'x'.repeat(1995) } })
})

const throws = () => {
  throw new Error('no locale')
}

test.each<[string, () => object]>([
  ['cannot be read', () => Object.defineProperty({}, 'Segmenter', { get: throws })],
  ['cannot be made', () => ({ Segmenter: throws })],
  [
    'cuts nothing',
    () => ({
      Segmenter: class {
        segment = throws
      },
    }),
  ],
])('behavior: a segmenter that %s is not used', (_, intl) => {
  vi.stubGlobal('Intl', intl())
  const text = '\u{1f469}\u200d\u{1f680}'.repeat(1000)
  const pieces = splitText(text)
  vi.unstubAllGlobals()
  expect(pieces.join('')).toBe(text)
  expect(pieces.every((piece) => piece.length <= 2000 && piece.length % 5 === 0)).toBe(true)
})
