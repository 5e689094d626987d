export{t as hasTones,n as leading}from"./sound-parts.js";
