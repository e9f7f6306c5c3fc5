/** An address or path as the API has it: a base address that ends in `/` leads to a second one, before or after `v1`. */
export const withoutSecondSlash = (address: string): string =>
  address.replace(/^(https?:\/\/[^/]*)?\/+(?=\/)/, '$1').replace(/^((?:https?:\/\/[^/]*)?\/v1\/)\/+/, '$1')
