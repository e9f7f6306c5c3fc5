/** Colours, where the terminal has them and nobody has turned them off. */
import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

export const styled = (format: Format, text: string): string =>
  process.stdout.isTTY && process.stdout.hasColors() && !process.env.NO_COLOR ? styleText(format, text) : text

/** A number as it is read: 1,143. */
export const counted = (number: number): string => number.toLocaleString('en')
