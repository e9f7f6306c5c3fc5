/** Texts for the tests of builders. */
import fc from 'fast-check'

/** Long texts, with surrogate pairs and with halves of them. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc
    .array(fc.tuple(fc.constantFrom('a', '\n', '😀', '\uD83D', '\uDE00', '한'), fc.integer({ min: 1, max: 2500 })), {
      maxLength: 6,
    })
    .map((parts) => parts.map(([unit, times]) => unit.repeat(times)).join('')),
)
