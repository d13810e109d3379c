// The slider names the day it stands at.
const slider = document.getElementById("at");
if (slider) {
  const days = slider.dataset.days.split(" ");
  slider.addEventListener("input", () => {
    const day = days[Number(slider.value)] ?? "";
    document.getElementById("day").textContent = day;
    slider.setAttribute("aria-valuetext", day);
  });
}
