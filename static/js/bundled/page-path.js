export{p as readPath}from"./page-parts.js";
