export type ColumnType = 'text' | 'integer' | 'bigint' | 'boolean' | 'json'

/** The parameters of a statement that is put together from parts. */
export class Values {
  readonly all: unknown[] = []

  /** How the statement names it. */
  add(value: unknown, type: ColumnType): string {
    return `${this.#push(type === 'json' ? jsonOf(value) : value)}::${type}`
  }

  /** An array of that type. */
  list(values: readonly unknown[], type: ColumnType): string {
    if (type === 'text') return `${this.#push(values)}::text[]`
    // JSON has no line breaks of its own, so its lines need none of the quoting that an array takes.
    if (type === 'json')
      return `string_to_array(${this.#push(values.map(jsonLine).join('\n'))}, E'\\n', '')::json[]`
    const plain = values as readonly (number | boolean | null)[]
    return `${this.#push(`{${plain.map((value) => value ?? 'NULL').join(',')}}`)}::${type}[]`
  }

  #push(value: unknown): string {
    this.all.push(value)
    return `$${this.all.length}`
  }
}

function jsonOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

/** Empty for null, which no JSON is. */
function jsonLine(value: unknown): string {
  return jsonOf(value) ?? ''
}
