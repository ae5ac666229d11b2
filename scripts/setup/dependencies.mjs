/** The npm packages: installed exactly as package-lock.json says, and only when that has changed. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { duration, Problem, step } from '../lib/console.mjs'
import { readJson, root } from '../lib/paths.mjs'
import { npm, tail } from '../lib/run.mjs'

/**
 * Whether node_modules holds what the lock file asks for. npm writes node_modules/.package-lock.json at the end of an
 * installation; a package that is optional there may be missing (it is for another system).
 */
export function packagesUpToDate() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (!wanted) throw new Problem('package-lock.json is missing or damaged.', 'Restore it: git checkout package-lock.json')
  if (!present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    if (!found) return Boolean(entry.optional || entry.devOptional || entry.peer)
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/** Installs the packages with `npm ci`. */
export async function installPackagesFromLock() {
  await step('Installing packages (npm ci)', async (report) => {
    const started = Date.now()
    const ticker = setInterval(() => {
      report(`${countPackages()} folders, ${duration(Date.now() - started)}`)
    }, 1000)
    // Development packages are the build tools: needed whatever NODE_ENV says.
    const result = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root })
    clearInterval(ticker)
    if (result.code === 0) return
    const offline = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|network/u.test(result.output)
    const outOfStep = /can only install packages when your package\.json and package-lock\.json/u.test(result.output)
    throw new Problem(
      `npm could not install the packages:\n${tail(result.output)}`,
      outOfStep
        ? 'package.json was changed without its lock file: run npm install, then try again.'
        : offline
          ? 'The npm registry could not be reached: check the network (and npm config get registry), then try again.'
          : 'Read the message above; deleting the folder node_modules and trying again helps in most cases.',
    )
  })
}

function countPackages() {
  try {
    return readdirSync(join(root, 'node_modules')).length
  } catch {
    return 0
  }
}
