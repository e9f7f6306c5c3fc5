/**
 * The files of all types of properties, one line a type: with them the compiler finds what each adds to the tables of
 * `propertyTables.ts`, in the declarations of the package, too, where nothing else may name them.
 *
 * @internal
 */
import './button.js'
import './checkbox.js'
import './createdBy.js'
import './createdTime.js'
import './date.js'
import './email.js'
import './files.js'
import './formula.js'
import './lastEditedBy.js'
import './lastEditedTime.js'
import './lastVisitedTime.js'
import './location.js'
import './multiSelect.js'
import './number.js'
import './people.js'
import './phoneNumber.js'
import './place.js'
import './relation.js'
import './richText.js'
import './rollup.js'
import './select.js'
import './status.js'
import './title.js'
import './uniqueId.js'
import './url.js'
import './verification.js'
