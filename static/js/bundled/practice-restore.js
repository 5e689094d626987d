export{t as restore,n as unfinished}from"./practice-parts.js";
