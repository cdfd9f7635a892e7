"""What a figure's outline tells of its limbs, and how arms bend at the shoulder."""
