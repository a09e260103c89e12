"use strict";
(() => {
  const kotak = document.getElementById("saring");
  const hasil = document.getElementById("hasil");
  const semua = [...document.querySelectorAll("[data-cari]")];
  const teks = new Map();
  const isi = (e) => {
    if (!teks.has(e)) teks.set(e, e.textContent.toLowerCase());
    return teks.get(e);
  };
  const tombol = [];
  const saring = () => {
    const kata = kotak.value.toLowerCase().split(/\s+/).filter(Boolean);
    const pilih = tombol.filter((t) => t.ariaPressed === "true").map((t) => t.parentElement.dataset.pilih);
    let tampak = 0;
    for (const e of semua) {
      e.hidden = (pilih.length > 0 && !pilih.includes(e.dataset.cari)) || !kata.every((k) => isi(e).includes(k));
      if (!e.hidden && e.tagName === "ARTICLE") tampak += 1;
    }
    hasil.textContent = kata.length || pilih.length ? `${tampak} dari ${semua.length / 2} naskah` : "";
  };
  if (kotak) {
    kotak.closest("p").hidden = false;
    kotak.addEventListener("input", saring);
    for (const butir of document.querySelectorAll("[data-pilih]")) {
      const t = document.createElement("button");
      t.type = "button";
      t.ariaPressed = "false";
      t.append(...butir.childNodes);
      t.addEventListener("click", () => {
        t.ariaPressed = t.ariaPressed === "true" ? "false" : "true";
        saring();
      });
      butir.append(t);
      tombol.push(t);
    }
  }
  // What is folded would be missing on paper; what the reader had folded is folded again.
  let dibuka = [];
  addEventListener("beforeprint", () => {
    dibuka = [...document.querySelectorAll("details:not([open])")];
    for (const d of dibuka) d.open = true;
  });
  addEventListener("afterprint", () => {
    for (const d of dibuka) d.open = false;
  });
  const buka = () => {
    const e = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const lipatan = e?.tagName === "ARTICLE" ? e.querySelector("details.naskah") : null;
    if (lipatan) lipatan.open = true;
  };
  addEventListener("hashchange", buka);
  buka();
})();
