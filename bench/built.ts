import { join } from 'node:path'
import { build } from 'vite'

export const root = join(import.meta.dirname, '..')

/**
 * Builds programs of the benchmark as the server is built, and returns the folder: measured under a TypeScript
 * loader, functions would be wrapped and closures would cost several times what they do in production.
 */
export async function buildPrograms(
  name: string,
  programs: Record<string, string>,
  folder = join(root, 'dist', 'bench', name),
): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      target: 'node20.19',
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(programs).map(([key, path]) => [key, join(root, path)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  return folder
}
