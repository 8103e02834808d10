/** The parameters of a statement that is put together from parts. */
export class Values {
  readonly all: unknown[] = []

  /** How the statement names it. */
  add(value: unknown, type: string): string {
    this.all.push(value)
    return `$${this.all.length}::${type}`
  }
}
