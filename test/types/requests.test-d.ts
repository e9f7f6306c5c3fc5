/**
 * What requests are made of, held against the official client's types: ours take whatever those take, and no more than they do
 * but for what is listed. Nothing here runs.
 */
import type * as Api from '@notionhq/client/build/src/api-endpoints/common.js'
import type { UpdatePageParameters } from '@notionhq/client/build/src/api-endpoints/pages.js'
import type { CoverRequest, FileRequest } from '../../src/core/objects/file.js'
import type { IconRequest } from '../../src/core/objects/icon.js'
import type { RichTextRequest } from '../../src/core/objects/richTextRequest.js'
import type { BlockRequest, LeafBlockRequest } from '../../src/ops/blocks/blockRequest.js'
import type { DataSourceParentRequest } from '../../src/ops/data_sources/dataSourceParentRequest.js'
import type { Filter, PropertyFilter, TimestampFilter } from '../../src/props/filter.js'
import type { PropertyValueRequest, PropertyValuesRequest } from '../../src/props/propertyValueRequest.js'
import type { PropertyConfigRequest } from '../../src/props/schemaRequest.js'
import type { NotInOfficialTypes } from '../support/exempt.js'
import { type Equal, holds, none } from './compare.js'
import type { OfficialParams, OtherParameters, ParamsOf } from './official.test-d.js'
import type { Operations } from './operations.js'
import type { OfficialSent, Sent, Wider } from './wider.js'

// The parts, since functions of users and tools give them one by one.
export const blocks = (official: ReadonlyArray<Api.BlockObjectRequest>): ReadonlyArray<BlockRequest> => official
export const leaves = (official: Api.BlockObjectRequestWithoutChildren): LeafBlockRequest => official
export const richText = (official: ReadonlyArray<Api.RichTextItemRequest>): ReadonlyArray<RichTextRequest> => official
export const icon = (official: Api.PageIconRequest): IconRequest => official
/** A file can be a cover as well as an icon. */
export const fileAsIcon = (file: FileRequest): IconRequest => file
export const cover = (official: Api.PageCoverRequest): CoverRequest => official
export const parent = (official: Api.ParentOfDataSourceRequest): DataSourceParentRequest => official
export const filter = (official: Api.PropertyFilter | Api.TimestampFilter): Filter => official
export const filters = (official: Api.GroupFilterOperatorArray): Filter => ({ and: official })
export const config = (official: Api.PropertyConfigurationRequest): PropertyConfigRequest => official
export const values = (official: NonNullable<UpdatePageParameters['properties']>): PropertyValuesRequest => official

/** A block without children, as the official client had it at version 1. */
type OldLeaf =
  | { paragraph: { rich_text: Array<Api.RichTextItemRequest> }; type?: 'paragraph'; object?: 'block' }
  | { divider: Record<string, never>; type?: 'divider'; object?: 'block' }
  | { table_row: { cells: Array<Array<Api.RichTextItemRequest>> }; type?: 'table_row'; object?: 'block' }

/** As `markdownToBlocks` of martian gives it: the rows of a table may be any block. */
type ConvertedBlock =
  | OldLeaf
  | { table: { table_width: number; children: Array<OldLeaf> }; type?: 'table'; object?: 'block' }
  | { toggle: { rich_text: []; children?: Array<OldLeaf> }; type?: 'toggle'; object?: 'block' }

// So what converters give that were made for older versions of it can be appended.
export const converted = (given: Array<ConvertedBlock>): ReadonlyArray<BlockRequest> => given

// A block that is written down as a row of a table has to be one.
export const table: BlockRequest = {
  // @ts-expect-error [2353] a paragraph is no row
  table: { table_width: 1, children: [{ paragraph: { rich_text: [] } }] },
}

/**
 * Where our parameters take more than the official ones, by the reason: `select.color` is the color of what is under `select`.
 */
interface WiderParameters {
  readonly 'What was read can be written back as it is: its words were Notion’s own.':
    | `${'options' | 'select' | 'multi_select' | 'status'}.color`
    | `files:{${'type' | 'name'}}`
  readonly 'As pages do, and as the reference has it: `null` takes it away.': `${'createDatabase' | 'updateDatabase'}.${'icon' | 'cover'}`
  readonly 'A file is sent here with all that it may be made of.':
    | `file.${'data' | 'content_type'}`
    | 'sendFileUpload.part_number'
  readonly 'The installed version of the official client is older than this parameter.': `${'createPage' | 'createComment'}.markdown_version`
  readonly 'An uploaded file has one form wherever it is attached.': 'attachments:{file_upload}'
}

type Without<T, Names extends PropertyKey> = T extends unknown ? Omit<T, Names> : never

type Other<Op> = Op extends keyof OtherParameters ? OtherParameters[Op] : never

type Found = {
  [Op in keyof Operations]: Wider<
    Sent<Without<ParamsOf<Operations[Op][1]>, Other<Op>>>,
    OfficialSent<Without<OfficialParams<Operations[Op][0]>, Other<Op>>>,
    Op
  >
}[keyof Operations]

/** Compilers stop to compare where types nest deep, so what nests is compared by itself as well. */
interface Parts {
  readonly leaf: [LeafBlockRequest, Api.BlockObjectRequestWithoutChildren]
  readonly rich_text: [RichTextRequest, Api.RichTextItemRequest]
  readonly icon: [IconRequest, Api.PageIconRequest]
  readonly config: [PropertyConfigRequest, Api.PropertyConfigurationRequest]
  readonly value: [PropertyValueRequest, NonNullable<UpdatePageParameters['properties']>[string]]
  readonly condition: [PropertyFilter | TimestampFilter, Api.PropertyFilter | Api.TimestampFilter]
}

type FoundInParts = {
  [Part in keyof Parts]: Wider<Sent<Parts[Part][0]>, OfficialSent<Parts[Part][1]>, Part>
}[keyof Parts]

type Listed = WiderParameters[keyof WiderParameters]

/** Converters that were made for older versions of the official client do not say of a row that it is one. */
type OfConverters = 'children.type'
type Stale<Name extends string> = Name extends unknown ? ([Extract<Found, Name>] extends [never] ? Name : never) : never
/** A type of property that the official types do not have makes whatever holds it another thing. */
type OfNewTypes = [NotInOfficialTypes] extends [never]
  ? never
  : `${string}:{${NotInOfficialTypes | 'property'}}` | `queryDataSource.${string}`
none<Exclude<Found | FoundInParts, Listed | OfConverters | OfNewTypes>>()
none<Stale<Listed>>()

// The check finds a list of words that is open, a field that takes more, and a member more.
type Theirs = { a: 'x' | 'y' } | { b: Array<{ c: 1 }> }
holds<Equal<Wider<Sent<{ readonly a: 'x' | (string & {}) }>, OfficialSent<Theirs>, 'op'>, 'op.a'>>()
holds<Equal<Wider<Sent<{ readonly b: ReadonlyArray<{ readonly c: 1 | 2 }> }>, OfficialSent<Theirs>, 'op'>, 'b.c'>>()
holds<Equal<Wider<Sent<{ readonly e: 1 }>, OfficialSent<Theirs>, 'op'>, 'op:{e}'>>()
