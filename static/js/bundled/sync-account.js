export{c as ask,l as erase,u as finishLeaving,d as join,f as joinWith,p as newPairing,m as pairingPicture,h as turnOff,g as turnOn}from"./sync-parts.js";
