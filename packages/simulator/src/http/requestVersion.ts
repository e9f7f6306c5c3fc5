/** The version of the API that a request names in its header. Every request needs it, apart from those of OAuth. */
import { Refusal } from '../domain/errors.js'
import { VERSIONS, type Version } from '../domain/version.js'
import { OLDER_VERSIONS, type OlderVersion } from './older/step.js'

/** The version of a request: one that the domain implements, and the older one that is translated to it, if any. */
export interface RequestVersion {
  readonly version: Version
  readonly older: OlderVersion | undefined
}

/** The version of a request. Throws a refusal when it is missing or not supported. */
export const versionOf = (headers: Headers): RequestVersion => {
  const given = headers.get('notion-version')
  const version = VERSIONS.find((each) => each === given)
  if (version !== undefined) return { version, older: undefined }
  const older = OLDER_VERSIONS.find((each) => each === given)
  if (older !== undefined) return { version: '2025-09-03', older }
  const quoted = [...OLDER_VERSIONS, ...VERSIONS].map((each) => `\`"${each}"\``)
  const listed = `${quoted.slice(0, -1).join(', ')}, or ${quoted.at(-1)}`
  const expected = given === null ? 'defined, instead was `undefined`' : `${listed}, instead was \`"${given}"\``
  throw new Refusal(
    'missing_version',
    `Notion-Version header failed validation: Notion-Version header should be ${expected}.`,
  )
}
