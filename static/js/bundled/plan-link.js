export{b as LinkError,x as fromFragment,S as toFragment}from"./plan-parts.js";
