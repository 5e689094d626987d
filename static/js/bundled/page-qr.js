export{t as drawing,n as modulesOf}from"./qr.js";
