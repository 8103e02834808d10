import { basename, dirname } from 'node:path'
import type { FileSystem, OpenFile } from '../../server/store/embedded/file-system.ts'

/**
 * A disk in memory that keeps apart what programs see and what a power cut leaves: the bytes of a file that were
 * synced, and the names in a folder that was synced. Nodes are never changed, only replaced, so a copy costs nothing.
 */
export class ForgetfulDisk {
  #nodes: Map<number, Node>

  constructor(nodes: Map<number, Node> = new Map([[rootNode, emptyFolder]])) {
    this.#nodes = nodes
  }

  copy(): ForgetfulDisk {
    return new ForgetfulDisk(new Map(this.#nodes))
  }

  /** What the disk has afterwards. `choice` decides what of the unsynced steps had reached it: see `nothing`, `torn`. */
  losePower(choice: Choice): void {
    for (const [id, node] of this.#nodes) {
      if (node.kind === 'file') {
        const bytes = choice.data(node.pending).reduce(written, node.synced)
        this.#nodes.set(id, { kind: 'file', now: bytes, synced: bytes, pending: [] })
      } else {
        const names = choice.names(node.pending).reduce(named, node.synced)
        this.#nodes.set(id, { kind: 'folder', now: names, synced: names, pending: [] })
      }
    }
  }

  find(path: string): number {
    let id = rootNode
    for (const name of path.split('/').filter(Boolean)) {
      const folder = this.#nodes.get(id)
      const next = folder?.kind === 'folder' ? folder.now.get(name) : undefined
      if (next === undefined) throw failure('ENOENT', path)
      id = next
    }
    return id
  }

  has(path: string): boolean {
    try {
      this.find(path)
      return true
    } catch {
      return false
    }
  }

  names(path: string): string[] {
    return [...this.#folder(this.find(path)).now.keys()]
  }

  bytes(id: number): Buffer {
    return this.#file(id).now
  }

  isFolder(id: number): boolean {
    return this.#nodes.get(id)?.kind === 'folder'
  }

  make(path: string, node: Node): number {
    const id = Math.max(...this.#nodes.keys()) + 1
    this.#nodes.set(id, node)
    this.#name(dirname(path), { put: basename(path), node: id })
    return id
  }

  rename(from: string, to: string): void {
    if (dirname(from) !== dirname(to)) throw new Error('the store renames within a folder')
    this.#name(dirname(from), { remove: basename(from), put: basename(to), node: this.find(from) })
  }

  unlink(path: string): void {
    this.find(path)
    this.#name(dirname(path), { remove: basename(path) })
  }

  write(id: number, step: DataStep): void {
    const { now, synced, pending } = this.#file(id)
    this.#nodes.set(id, { kind: 'file', now: written(now, step), synced, pending: [...pending, step] })
  }

  sync(id: number): void {
    const node = this.#nodes.get(id)
    if (node) this.#nodes.set(id, { ...node, synced: node.now, pending: [] } as Node)
  }

  #name(folder: string, step: NameStep): void {
    const id = this.find(folder)
    const { now, synced, pending } = this.#folder(id)
    this.#nodes.set(id, { kind: 'folder', now: named(now, step), synced, pending: [...pending, step] })
  }

  #file(id: number): FileNode {
    const node = this.#nodes.get(id)
    if (node?.kind !== 'file') throw failure('EISDIR', String(id))
    return node
  }

  #folder(id: number): FolderNode {
    const node = this.#nodes.get(id)
    if (node?.kind !== 'folder') throw failure('ENOTDIR', String(id))
    return node
  }
}

/** One thing that a program did to the disk. Done again on a copy, it comes to the same. */
export interface Operation {
  what: string
  apply: (disk: ForgetfulDisk) => void
}

/** The disk as a file system. `log` gains every operation that changes something, in order. */
export function fileSystemOn(disk: ForgetfulDisk, log: Operation[] = []): FileSystem {
  async function run<T>(what: string, apply: (disk: ForgetfulDisk) => T): Promise<T> {
    log.push({ what, apply: (copy) => void apply(copy) })
    const result = apply(disk)
    // A real disk answers in a later turn, and others get theirs meanwhile.
    await new Promise((resolve) => setImmediate(resolve))
    return result
  }

  function opened(id: number, path: string): OpenFile {
    const sync = (what: string) => () => run(`${what} ${path}`, (on) => on.sync(id))
    return {
      write: async (bytes, offset, length, position) => {
        const copy = Buffer.from(bytes.subarray(offset, offset + length))
        await run(`write ${path}`, (on) => on.write(id, { at: position, bytes: copy }))
        return { bytesWritten: length }
      },
      truncate: (length) => run(`truncate ${path}`, (on) => on.write(id, { length })),
      sync: sync('sync'),
      datasync: sync('datasync'),
      close: async () => undefined,
    }
  }

  return {
    open: async (path, flags) => {
      const exists = disk.has(path)
      if (exists && flags === 'wx') throw failure('EEXIST', path)
      if (!exists && flags.startsWith('w'))
        return opened(await run(`create ${path}`, (on) => on.make(path, emptyFile)), path)
      const id = disk.find(path)
      if (flags === 'w') await run(`empty ${path}`, (on) => on.write(id, { length: 0 }))
      return opened(id, path)
    },
    readFile: async (path) => Buffer.from(disk.bytes(disk.find(path))),
    readdir: async (path) => disk.names(path),
    mkdir: async (path) => {
      let first: string | undefined
      let whole = ''
      for (const name of path.split('/').filter(Boolean)) {
        const folder: string = (whole += `/${name}`)
        if (disk.has(folder)) continue
        first ??= folder
        await run(`mkdir ${folder}`, (on) => on.make(folder, emptyFolder))
      }
      return first
    },
    rename: (from, to) => run(`rename ${from} ${to}`, (on) => on.rename(from, to)),
    unlink: (path) => run(`unlink ${path}`, (on) => on.unlink(path)),
  }
}

/** What of the unsynced steps a power cut finds on the disk. */
export interface Choice {
  data(pending: readonly DataStep[]): DataStep[]
  names(pending: readonly NameStep[]): NameStep[]
}

/** Only what was synced. */
export const nothing: Choice = { data: () => [], names: () => [] }

/** The steps up to some point, the last one of a file in part: as a disk that keeps their order. */
export function inOrder(random: { next(): number }): Choice {
  const some = <T>(steps: readonly T[]): T[] => steps.slice(0, Math.floor(random.next() * (steps.length + 1)))
  return {
    names: some,
    data(pending) {
      const done = some(pending)
      const torn = pending[done.length]
      if (!torn || 'length' in torn) return done
      return [
        ...done,
        { at: torn.at, bytes: torn.bytes.subarray(0, Math.floor(random.next() * torn.bytes.length)) },
      ]
    },
  }
}

/** Any of the names, and any of the sectors: as a disk that writes in the order that suits it. */
export function inAnyOrder(random: { next(): number }): Choice {
  return {
    names: (pending) => pending.filter(() => random.next() < 0.5),
    data: (pending) =>
      pending
        .flatMap((step) => ('length' in step ? step : sectorsOf(step)))
        .filter(() => random.next() < 0.5),
  }
}

const sectorBytes = 512

function sectorsOf({ at, bytes }: WriteStep): WriteStep[] {
  const sectors: WriteStep[] = []
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + sectorBytes - ((at + from) % sectorBytes))
    sectors.push({ at: at + from, bytes: bytes.subarray(from, to) })
    // What was filled ahead with a megabyte of zeros is zeros either way.
    from = bytes.length > 64 * 1024 ? bytes.length : to
  }
  return sectors
}

interface WriteStep {
  at: number
  bytes: Buffer
}
export type DataStep = WriteStep | { length: number }
export interface NameStep {
  remove?: string
  put?: string
  node?: number
}

interface FileNode {
  kind: 'file'
  now: Buffer
  synced: Buffer
  pending: readonly DataStep[]
}
interface FolderNode {
  kind: 'folder'
  now: ReadonlyMap<string, number>
  synced: ReadonlyMap<string, number>
  pending: readonly NameStep[]
}
type Node = FileNode | FolderNode

const rootNode = 0
const emptyFile: FileNode = { kind: 'file', now: Buffer.alloc(0), synced: Buffer.alloc(0), pending: [] }
const emptyFolder: FolderNode = { kind: 'folder', now: new Map(), synced: new Map(), pending: [] }

function written(bytes: Buffer, step: DataStep): Buffer {
  const length = 'length' in step ? step.length : Math.max(bytes.length, step.at + step.bytes.length)
  const after = Buffer.alloc(length)
  bytes.copy(after)
  if ('bytes' in step) step.bytes.copy(after, step.at)
  return after
}

function named(names: ReadonlyMap<string, number>, step: NameStep): ReadonlyMap<string, number> {
  const after = new Map(names)
  if (step.remove !== undefined) after.delete(step.remove)
  if (step.put !== undefined && step.node !== undefined) after.set(step.put, step.node)
  return after
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}
