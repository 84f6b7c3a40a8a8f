/** The module that a page loads: it registers `<alikassa-sign>`. */
export { AlikassaSign } from "./alikassa-sign.ts";
