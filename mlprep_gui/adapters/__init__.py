"""Each package here translates between one port and one library, and knows no other adapter."""
