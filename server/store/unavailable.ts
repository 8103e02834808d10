/** The store cannot be used. The message is one line for whoever started the server: where, what, what to do. */
export class StoreUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'StoreUnavailable'
  }
}
