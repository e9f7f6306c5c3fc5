/** The environment variables. */
export interface Env {
  readonly [name: string]: string | undefined
}
