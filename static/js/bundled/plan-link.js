export{S as LinkError,C as fromFragment,w as toFragment}from"./plan-parts.js";
