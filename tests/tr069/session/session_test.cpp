int x_placeholder();
