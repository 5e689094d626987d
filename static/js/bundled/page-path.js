export{h as readPath}from"./page-parts.js";
