export{_ as LinkError,v as fromFragment,y as toFragment}from"./plan-parts.js";
