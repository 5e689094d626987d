export{f as inWords}from"./page-parts.js";
