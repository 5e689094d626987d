export{o as TONES,s as audioTime,c as due,l as follow,u as isDead,d as isSame,f as read,p as watch}from"./sound-parts.js";
