package operation

func checkEmail(f *Field, s scalar) finding { return finding{} }
