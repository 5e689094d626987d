export{x as LinkError,S as fromFragment,C as toFragment}from"./plan-parts.js";
