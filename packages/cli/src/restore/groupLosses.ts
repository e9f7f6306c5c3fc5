/** What a restore could not restore as it was. */

/** A loss. One that affects many objects has their number and the first few ids. */
export interface RestoreLoss {
  /** What it concerns: `page`, `database`, `property`, `block`, `comment` and the like. */
  readonly kind: string
  /** The field, or `all` of it. */
  readonly what: string
  readonly why: string
  readonly count: number
  /** The ids in the backup, at most {@link MAX_IDS}. */
  readonly of: ReadonlyArray<string>
}

/** One loss of one object. */
export interface OneLoss {
  readonly kind: string
  readonly what: string
  readonly why: string
  readonly of: string
}

/** How many ids of the objects of a loss are listed. */
const MAX_IDS = 20

/** Groups losses: one entry for all objects that lose the same for the same reason. */
export const groupLosses = (losses: Iterable<OneLoss>): ReadonlyArray<RestoreLoss> => {
  const groups = new Map<string, { readonly loss: OneLoss; readonly of: Set<string> }>()
  for (const loss of losses) {
    const key = JSON.stringify([loss.kind, loss.what, loss.why])
    const group = groups.get(key)
    if (group) group.of.add(loss.of)
    else groups.set(key, { loss, of: new Set([loss.of]) })
  }
  return [...groups.values()].map(({ loss: { kind, what, why }, of }) => ({
    kind,
    what,
    why,
    count: of.size,
    of: [...of].slice(0, MAX_IDS),
  }))
}
