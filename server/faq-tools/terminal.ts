import { stripVTControlCharacters, styleText } from 'node:util'

/** Where the tools write. `process.stdout` is one. */
export interface Screen {
  write(text: string): unknown
  isTTY?: boolean
  columns?: number
}

/** Without colours. */
const visible = (text: string) => stripVTControlCharacters(text).length

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan'

const widest = 110
const narrowest = 40

/** Text for people. Colours and line breaks only where somebody looks: what is piped stays one line a fact. */
export function createTerminal(screen: Screen, colours: boolean) {
  const width = screen.isTTY ? Math.max(narrowest, Math.min(widest, screen.columns ?? 80)) : Infinity
  const paint = (style: Style, text: string) =>
    colours ? styleText(style, text, { validateStream: false }) : text

  /** Breaks between words; lines after the first begin with `indent` spaces. */
  function wrapped(text: string, indent: number): string {
    const lines: string[] = []
    const [lead = ''] = /^ */.exec(text) ?? []
    let line = lead
    let room = width
    for (const word of text.slice(lead.length).split(' ')) {
      if (line.trim() && visible(line) + 1 + visible(word) > room) {
        lines.push(line)
        line = ''
        room = width - indent
      }
      line = line.trim() ? `${line} ${word}` : line + word
    }
    return [...lines, line].join(`\n${' '.repeat(indent)}`)
  }

  const say = (text = '', indent = 0): void => void screen.write(`${wrapped(text, indent)}\n`)
  return { paint, say }
}

export type Terminal = ReturnType<typeof createTerminal>
