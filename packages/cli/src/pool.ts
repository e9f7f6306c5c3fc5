/** The bound of the library's jobs on what runs at the same time; it is no part of the library's interface. */
export { createPool, type Pool } from '../../../src/jobs/shared/pool.js'
