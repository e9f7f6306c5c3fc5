/** The names of this machine: a server is reachable by them alone by default, and webhooks are sent only to them. */

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/

/** Whether a host name, in the form that a URL has, belongs to this machine. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname)
