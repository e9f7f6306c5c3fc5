/**
 * Colors of texts and blocks.
 *
 * @internal
 */

/** Whether a name is that of a color of text or of its background. */
export const isColor = (name: string): boolean =>
  /^(gray|brown|orange|yellow|green|blue|purple|pink|red)(_background)?$/.test(name)
