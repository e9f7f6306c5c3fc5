/**
 * GitHub's alerts, and the callouts that they are in Notion.
 *
 * @internal
 */

/** An alert's icon and color in Notion. */
export interface AlertStyle {
  readonly icon: string
  readonly color: string
}

/** The alerts that GitHub has. */
export type Alert = 'NOTE' | 'TIP' | 'IMPORTANT' | 'WARNING' | 'CAUTION'

/** The callout of each alert. */
export const ALERTS: Readonly<Record<Alert, AlertStyle>> = {
  NOTE: { icon: 'ℹ️', color: 'blue_background' },
  TIP: { icon: '💡', color: 'green_background' },
  IMPORTANT: { icon: '❗', color: 'purple_background' },
  WARNING: { icon: '⚠️', color: 'yellow_background' },
  CAUTION: { icon: '🛑', color: 'red_background' },
}

/** The alert of the color of a callout. */
export const alertOf = (color: unknown): Alert => {
  const hue = typeof color === 'string' ? color.replace('_background', '') : ''
  if (hue === 'green') return 'TIP'
  if (hue === 'purple') return 'IMPORTANT'
  if (hue === 'yellow' || hue === 'orange') return 'WARNING'
  return hue === 'red' ? 'CAUTION' : 'NOTE'
}

/** An emoji at the start of a text, with the space after it. */
export const LEADING_EMOJI: RegExp =
  /^((?:\p{Regional_Indicator}{2}|[#*\d]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)*(?:\u200d\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)*)*))(?: |$)/u
