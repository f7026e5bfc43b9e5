"""What every desk's pages share: who may ask for what, the frame around a page, its words, its look, and what is said when it is no."""
