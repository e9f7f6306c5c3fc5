/** The ids of the pages that the benchmarks of shared limiters read. */
export const pageIds = Array.from(
  { length: 100 },
  (_, index) => `a0000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
)
