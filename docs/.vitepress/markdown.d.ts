/** A page is a component. */
declare module '*.md' {
  import type { DefineComponent } from 'vue'

  const page: DefineComponent
  export default page
}
