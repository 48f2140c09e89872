"""Word primitives that know nothing of interviews."""
