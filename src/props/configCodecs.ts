/**
 * The codecs of the configurations of properties, one line a type.
 *
 * @internal
 */
import type { Type } from 'io-ts'
import { buttonConfig } from './button.js'
import { checkboxConfig } from './checkbox.js'
import { createdByConfig } from './createdBy.js'
import { createdTimeConfig } from './createdTime.js'
import { dateConfig } from './date.js'
import { emailConfig } from './email.js'
import { filesConfig } from './files.js'
import { formulaConfig } from './formula.js'
import { lastEditedByConfig } from './lastEditedBy.js'
import { lastEditedTimeConfig } from './lastEditedTime.js'
import { lastVisitedTimeConfig } from './lastVisitedTime.js'
import { locationConfig } from './location.js'
import { multiSelectConfig } from './multiSelect.js'
import { numberConfig } from './number.js'
import { peopleConfig } from './people.js'
import { phoneNumberConfig } from './phoneNumber.js'
import { placeConfig } from './place.js'
import type { ConfigPayloads, ConfigType } from './propertyTables.js'
import { relationConfig } from './relation.js'
import { richTextConfig } from './richText.js'
import { rollupConfig } from './rollup.js'
import { selectConfig } from './select.js'
import { statusConfig } from './status.js'
import { titleConfig } from './title.js'
import { uniqueIdConfig } from './uniqueId.js'
import { urlConfig } from './url.js'
import { verificationConfig } from './verification.js'

/** The codec of what is configured of each type of property. */
export const configCodecs: { readonly [Known in ConfigType]: Type<ConfigPayloads[Known]> } = {
  button: buttonConfig,
  checkbox: checkboxConfig,
  created_by: createdByConfig,
  created_time: createdTimeConfig,
  date: dateConfig,
  email: emailConfig,
  files: filesConfig,
  formula: formulaConfig,
  last_edited_by: lastEditedByConfig,
  last_edited_time: lastEditedTimeConfig,
  last_visited_time: lastVisitedTimeConfig,
  location: locationConfig,
  multi_select: multiSelectConfig,
  number: numberConfig,
  people: peopleConfig,
  phone_number: phoneNumberConfig,
  place: placeConfig,
  relation: relationConfig,
  rich_text: richTextConfig,
  rollup: rollupConfig,
  select: selectConfig,
  status: statusConfig,
  title: titleConfig,
  unique_id: uniqueIdConfig,
  url: urlConfig,
  verification: verificationConfig,
}
