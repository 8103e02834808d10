export interface Size {
  name: string
  /** Gzipped. */
  bytes: number
  maxBytes: number
  files: string[]
}

export function measureSizes(folder?: string): { loader: Size; panel: Size; onDemand: Size[] }
export function checkSizes(folder?: string): { lines: string[]; ok: boolean }
