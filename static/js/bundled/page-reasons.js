export{g as inWords}from"./page-parts.js";
