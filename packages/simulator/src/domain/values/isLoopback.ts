const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/

/** Whether a host name, as a URL has it, is one of this machine. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname)
