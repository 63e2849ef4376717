"""What is wrong with a whole tree, beyond its names: each rule a file, each problem with a witness."""
