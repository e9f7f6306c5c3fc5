/** Every way to make one value in a sample another kind of thing. */
export const spoiled = (value: unknown): ReadonlyArray<unknown> =>
  Array.isArray(value)
    ? [
        7,
        ...value.flatMap((one, at) =>
          spoiled(one).map((bad) => value.map((same, place) => (place === at ? bad : same))),
        ),
      ]
    : typeof value === 'object' && value !== null
      ? [7, ...Object.entries(value).flatMap(([name, one]) => spoiled(one).map((bad) => ({ ...value, [name]: bad })))]
      : typeof value === 'number'
        ? ['7']
        : [7]
