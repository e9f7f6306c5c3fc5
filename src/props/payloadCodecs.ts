/**
 * The codecs of the payloads of property values, one line a type. Rollups, which gather values of all these types, are not among
 * them: they complete the table in `rollup.ts`.
 *
 * @internal
 */
import type { Type } from 'io-ts'
import { buttonPayload } from './button.js'
import { checkboxPayload } from './checkbox.js'
import { createdByPayload } from './createdBy.js'
import { createdTimePayload } from './createdTime.js'
import { datePayload } from './date.js'
import { emailPayload } from './email.js'
import { filesPayload } from './files.js'
import { FormulaResult } from './formula.js'
import { lastEditedByPayload } from './lastEditedBy.js'
import { lastEditedTimePayload } from './lastEditedTime.js'
import { multiSelectPayload } from './multiSelect.js'
import { numberPayload } from './number.js'
import { peoplePayload } from './people.js'
import { phoneNumberPayload } from './phoneNumber.js'
import { placePayload } from './place.js'
import type { PropertyPayloads, PropertyType } from './propertyTables.js'
import { relationPayload } from './relation.js'
import { richTextPayload } from './richText.js'
import { selectPayload } from './select.js'
import { statusPayload } from './status.js'
import { titlePayload } from './title.js'
import { UniqueId } from './uniqueId.js'
import { urlPayload } from './url.js'
import { verificationPayload } from './verification.js'

/** The codec of the payload of each type of property value but of rollups. */
export const payloadCodecs: { readonly [Known in Exclude<PropertyType, 'rollup'>]: Type<PropertyPayloads[Known]> } = {
  button: buttonPayload,
  checkbox: checkboxPayload,
  created_by: createdByPayload,
  created_time: createdTimePayload,
  date: datePayload,
  email: emailPayload,
  files: filesPayload,
  formula: FormulaResult,
  last_edited_by: lastEditedByPayload,
  last_edited_time: lastEditedTimePayload,
  multi_select: multiSelectPayload,
  number: numberPayload,
  people: peoplePayload,
  phone_number: phoneNumberPayload,
  place: placePayload,
  relation: relationPayload,
  rich_text: richTextPayload,
  select: selectPayload,
  status: statusPayload,
  title: titlePayload,
  unique_id: UniqueId,
  url: urlPayload,
  verification: verificationPayload,
}
