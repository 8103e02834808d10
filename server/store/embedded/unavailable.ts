import { StoreUnavailable } from '../unavailable.ts'
import { errorCode } from './file-system.ts'

/** Runs `work` on the folder; a refusal of the file system becomes one clear line. */
export async function needsFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const problem = problemOf(errorCode(error))
    if (problem === undefined) throw error
    throw new StoreUnavailable(`DATA_DIR "${folder}" ${problem}`, error)
  }
}

function problemOf(code: string | undefined): string | undefined {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `cannot be written (${code}). Make it writable for this user, or set DATA_DIR to another folder.`
    case 'EROFS':
      return `is on a read-only file system (${code}). Mount it writable, or set DATA_DIR to another folder.`
    case 'ENOTDIR':
    case 'EEXIST':
      return `is not a folder (${code}): a file is in its way. Remove that, or set DATA_DIR to another folder.`
    case 'ENOSPC':
    case 'EDQUOT':
      return `has no space left (${code}). Free some, or set DATA_DIR to another folder.`
    case 'ENOENT':
    case 'ENAMETOOLONG':
    case 'ELOOP':
    case 'EIO':
      return `cannot be used (${code}). Set DATA_DIR to a folder on a disk that works.`
    case 'ENOTSUP':
    case 'EOPNOTSUPP':
    case 'ENOSYS':
    case 'EINVAL':
      return `is on a file system that cannot do what is needed (${code}). Set DATA_DIR to a folder on a local disk.`
    default:
      return undefined
  }
}
