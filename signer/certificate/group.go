package certificate

import "path"

// certificate is a private key and what belongs to it.
type certificate struct {
	name     string // the folder; the path of the private key where the folder does not tell it apart
	private  part
	password *part
	public   *part
}

// group makes a certificate of every private key. Where there is none, keys of
// another kind stand in, so that opening them says what they are.
func group(parts []part) []certificate {
	privates := withRole(parts, rolePrivate)
	if len(privates) == 0 {
		privates = withRole(parts, roleOtherKey)
	}
	var certificates []certificate
next:
	for _, private := range privates {
		c := certificate{
			private:  private,
			password: companion(parts, rolePassword, private, len(privates) == 1),
			public:   companion(parts, rolePublic, private, len(privates) == 1),
		}
		for _, other := range certificates {
			if c.same(other) {
				continue next
			}
		}
		certificates = append(certificates, c)
	}
	for i := range certificates {
		certificates[i].name = name(certificates, i)
	}
	return certificates
}

// name tells a certificate apart from the others.
func name(certificates []certificate, i int) string {
	private := certificates[i].private
	folder := private.folder()
	for j, other := range certificates {
		if j != i && other.private.folder() == folder {
			return private.path
		}
	}
	if folder == "." {
		return private.path
	}
	return folder
}

// companion finds the part of that role that belongs to a private key: the one
// of its folder that is named alike, the one of its folder, or, where there is
// a single private key, the only one at all. Parts known by their name go
// before those guessed by their content.
func companion(parts []part, role role, private part, alone bool) *part {
	tests := []func(p part) bool{
		func(p part) bool { return p.folder() == private.folder() && p.tag == private.tag },
		func(p part) bool { return p.folder() == private.folder() },
		func(part) bool { return alone },
	}
	for _, guessed := range []bool{false, true} {
		for _, test := range tests {
			var found []part
			for _, p := range parts {
				if p.role == role && p.guessed == guessed && test(p) {
					found = append(found, p)
				}
			}
			if len(found) == 1 {
				return &found[0]
			}
		}
	}
	return nil
}

func withRole(parts []part, role role) []part {
	var list []part
	for _, p := range parts {
		if p.role == role {
			list = append(list, p)
		}
	}
	return list
}

// folder returns the folder that the part lies in; "." for none.
func (p part) folder() string { return path.Dir(p.path) }
